import { type Import, Problem, type ProblemBody } from '@shuyuan/shared/api'
import { language } from '../i18n'

/** What the node takes at most, in bytes. */
export const LARGEST = 2 * 2 ** 30

export interface Upload {
  sent: number
  total: number
}

/**
 * Sends a file to be held. By XMLHttpRequest, because fetch doesn't tell how much has been sent; a cut connection is a problem of status 0.
 */
export function hold(
  register: string,
  file: File,
  follow: (upload: Upload) => void,
  signal: AbortSignal,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(
      'POST',
      `/api/registers/${encodeURIComponent(register)}/imports/held?name=${encodeURIComponent(file.name)}`,
    )
    request.setRequestHeader('Accept-Language', language.value)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => follow({ sent: loaded, total })
    request.onload = () => {
      const answer = parsed(request.responseText)
      if (request.status < 400) resolve(answer as Import)
      else reject(new Problem(request.status, answer as Partial<ProblemBody>))
    }
    request.onerror = () => reject(new Problem(0))
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

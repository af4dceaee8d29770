/** Browsers and systems by the marks in a User-Agent, the more telling first: Edge also says Chrome, and Chrome also says Safari. */
const browsers: [RegExp, string][] = [
  [/MicroMessenger\/(\d+)/, 'WeChat'],
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/QQBrowser\/(\d+)/, 'QQ Browser'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Chrome 140 · Windows`; empty where nothing is known of it. */
export function agentWords(agent: string): string {
  const browser = browsers.find(([mark]) => mark.test(agent))
  const version = browser?.[0].exec(agent)?.[1]
  const system = systems.find(([mark]) => mark.test(agent))?.[1]
  return [browser && `${browser[1]} ${version}`, system].filter(Boolean).join(' · ')
}

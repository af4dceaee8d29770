-- wrk: GET one record, at random. Arguments: how many records, path of the first ids, cookie.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  rows, path = tonumber(arguments[1]), arguments[2]
  headers = { Cookie = "shuyuan_session=" .. arguments[3] }
  math.randomseed(os.time() * 16 + number)
end

function request()
  return wrk.format("GET", path .. string.format("%d", 100000000000 + math.random(rows)), headers)
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50), latency:percentile(99)))
end

-- wrk: ask GraphQL for one record, at random. Arguments: how many records, the start of the ids, the query.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  rows = tonumber(arguments[1])
  head = '{"query":"' .. arguments[3] .. '","variables":{"id":"' .. arguments[2]
  headers = { ["Content-Type"] = "application/json", Accept = "application/json" }
  math.randomseed(os.time() * 16 + number)
end

function request()
  return wrk.format("POST", "/graphql", headers, head .. string.format("%d", 100000000000 + math.random(rows)) .. '"}}')
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50), latency:percentile(99)))
end

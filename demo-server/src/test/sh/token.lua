-- For wrk: posts token requests, and follows the chain of every refresh token that it is given.
-- Arguments: base64 of the client's credentials; the form; a file of refresh tokens or -; milliseconds between requests.
local threads = 0
local queue = {}

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local function read(file)
  local line = 0
  for token in io.lines(file) do
    if line % 2 == number then table.insert(queue, token) end
    line = line + 1
  end
end

local function follow(form)
  function request() return wrk.format(nil, nil, nil, form .. table.remove(queue)) end
  function response(status, headers, body)
    table.insert(queue, 1, string.match(body, '"refresh_token":"([^"]+)"'))
  end
end

function init(args)
  wrk.method = "POST"
  wrk.headers["Authorization"] = "Basic " .. args[1]
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  if args[3] == "-" then wrk.body = args[2] else read(args[3]) follow(args[2]) end
  local wait = tonumber(args[4])
  if wait > 0 then function delay() return wait end end
end

-- requests, errors, microseconds, median and 99th percentile in milliseconds
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %.3f %.3f\n", summary.requests,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

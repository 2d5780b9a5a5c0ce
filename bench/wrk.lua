-- SPDX-License-Identifier: EUPL-1.2
-- Asks for each target in turn: a file with a path and a cookie a line, a tab between them.
local targets, turn = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local path, cookie = line:match("([^\t]*)\t(.*)")
        table.insert(targets, wrk.format("GET", path, {Cookie = cookie}))
    end
    turn = math.random(#targets)
end

function request()
    turn = turn % #targets + 1
    return targets[turn]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format('\n{"requests":%d,"seconds":%f,"p50":%f,"p95":%f,"errors":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6,
        latency:percentile(95) / 1e6,
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end

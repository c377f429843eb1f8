-- Slurm's job_submit plugin: jobs that say how much later they may end begin when it is cleaner.
--
--   sbatch --comment=wattle-slack:6h train.sh
--
-- Install: JobSubmitPlugins=lua in slurm.conf, this file beside it, and in a crontab
--
--   7 * * * *  wattle slurm plan --zone DE --duration 1h --power-watts 1000 --slack 24h --json \
--                  | jq -r '.begin // .baseline.start' >/etc/slurm/wattle-begin.new \
--                  && mv /etc/slurm/wattle-begin.new /etc/slurm/wattle-begin
--
-- which writes the instant at which a job of the next day should begin, such as 2026-03-01T04:05:00Z. The controller
-- waits for this script, so it asks nobody: it reads that one line. A job whose slack ends before that instant, that
-- has a begin time, or that comes when the line is missing or past is left as it is.

local FILE = "/etc/slurm/wattle-begin"
local UNITS = { m = 60, h = 3600, d = 86400 }

-- Seconds since 1970, by the days before a year and month of the Gregorian calendar: os.time() would take local time.
local function epoch(year, month, day, hour, minute, second)
    local y = month <= 2 and year - 1 or year
    local era = math.floor(y / 400)
    local of_era = y - era * 400
    local of_year = math.floor((153 * (month + (month > 2 and -3 or 9)) + 2) / 5) + day - 1
    local days = era * 146097 + of_era * 365 + math.floor(of_era / 4) - math.floor(of_era / 100) + of_year - 719468
    return days * 86400 + hour * 3600 + minute * 60 + second
end

local function planned()
    local file = io.open(FILE, "r")
    if file == nil then
        return nil
    end
    local line = file:read("*l")
    file:close()
    local y, mo, d, h, mi, s = string.match(line or "", "^(%d+)-(%d+)-(%d+)T(%d+):(%d+):?(%d*)")
    if y == nil then
        return nil
    end
    return epoch(tonumber(y), tonumber(mo), tonumber(d), tonumber(h), tonumber(mi), tonumber(s) or 0)
end

function slurm_job_submit(job, partitions, uid)
    local count, unit = string.match(job.comment or "", "^wattle%-slack:(%d+)([mhd])$")
    if count == nil or (job.begin_time ~= nil and job.begin_time > os.time()) then
        return slurm.SUCCESS
    end
    local begin = planned()
    local now = os.time()
    if begin == nil or begin <= now or begin > now + tonumber(count) * UNITS[unit] then
        return slurm.SUCCESS
    end
    job.begin_time = begin
    slurm.log_user("wattle: begins at %s", os.date("!%Y-%m-%dT%H:%M:%SZ", begin))
    return slurm.SUCCESS
end

function slurm_job_modify(job, record, partitions, uid)
    return slurm.SUCCESS
end

return slurm.SUCCESS

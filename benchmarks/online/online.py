#!/usr/bin/env python3
"""How much of what shifting could save is kept when plans know no more than somebody did at the time.

  benchmarks/online/online.py [--brief] SERIES_FOLDER [REGION...] > benchmarks/results/online.csv

asks `wattle evaluate` for every start of one year of each series in the folder's regions.csv: 2023 where the series has
it, else 2020, else all of it. The year 2022, on which the caution of `ours` was chosen, is in no row but those of series that
have no other. Jobs of 1, 6 and 24 h of constant power, hourly slots, 6 and 24 h of slack.

`kept` is the saving as a share of what the same policy saves with perfect foresight; `kept_of_start` of what the best single
start saves with it. `worse` is the share of the starts that emit over 1 % more than starting at once. All in percent; empty
where nothing can be saved. `--brief` takes five starts a month, and leaves other cautions than the usual one out.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WATTLE = os.environ.get("WATTLE", os.path.join(ROOT, "wattle")).split()
JOBS = "job,intervals,interval_seconds,power_watts\n1h,1,3600,1000\n6h,6,3600,1000\n24h,24,3600,1000\n"
FORECASTS = {
    "oracle": [],
    "ours": ["--forecast", "ours"],
    "ours, caution 0": ["--forecast", "ours", "--caution", "0"],
    "ours, caution 0.3": ["--forecast", "ours", "--caution", "0.3"],
    "typical-day": ["--forecast", "typical-day"],
    "persistence": ["--forecast", "persistence"],
}


def year(row):
    if row["start"] < "2023-01-01" and row["end"] >= "2024-01-01":
        return "2023"
    if row["start"] < "2019-07-01" and row["end"] >= "2020-12-31":
        return "2020"
    return None


def rows(file, span, starts, options, jobs):
    command = WATTLE + ["evaluate", "--jobs", jobs, "--intensity-file", file, "--slack", "6h,24h", "--starts", starts,
                        "--policy", "flexible-start,pause-resume", "--csv"] + span + options
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def percent(part, whole):
    return f"{100 * part / whole:.1f}" if whole > 1e-9 else ""


def main():
    brief = "--brief" in sys.argv
    folder, *wanted = [word for word in sys.argv[1:] if word != "--brief"]
    print("series,signal,year,job,slack,policy,forecast,starts,saved,kept,kept_of_start,worse")
    with tempfile.TemporaryDirectory() as made:
        jobs = os.path.join(made, "jobs.csv")
        with open(jobs, "w") as file:
            file.write(JOBS)
        for region in csv.DictReader(open(os.path.join(folder, "regions.csv"))):
            if wanted and region["region"] not in wanted:
                continue
            of = year(region)
            span = ["--from", f"{of}-01-01T00:00:00Z", "--to", f"{int(of) + 1}-01-01T00:00:00Z"] if of else []
            best = {}
            for forecast, options in FORECASTS.items():
                if brief and "caution" in forecast:
                    continue
                for row in rows(os.path.join(folder, region["region"] + ".csv.gz"), span,
                                "5-per-month" if brief else "all", options, jobs):
                    key = row["job"], row["slack"], row["policy"]
                    # An empty cell: every baseline is zero.
                    saved = float(row["saving_of_sums"] or 0)
                    regret = float(row["regret_fraction"] or 0)
                    worse = float(row["worse_by_1_percent_fraction"] or 0)
                    if forecast == "oracle":
                        best[key] = saved
                    print(",".join([region["region"], region["signal"], of or "all", *key, f'"{forecast}"' if "," in forecast else forecast, row["starts"],
                                    f"{100 * saved:.2f}", percent(saved, saved + regret),
                                    percent(saved, best[key[0], key[1], "flexible-start"]), f"{100 * worse:.1f}"]))
            sys.stdout.flush()
            print(region["region"], file=sys.stderr)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Scores `dates` on the development data for temporal expressions, which lie beside the project, and holds the figures
over their floors. The data are never copied.

    timex.py BINARY BENCH
"""
import json, pathlib, subprocess, sys, tempfile

FLOORS = {"strict": 84.0, "value": 77.5, "calendar": 80.5, "day": 88.0}


def main():
    binary, bench = sys.argv[1], pathlib.Path(sys.argv[2])
    scorer, gold = bench / "timex_score.py", bench / "timex-dev"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([sys.executable, scorer, "split", gold, folder], check=True, stdout=subprocess.DEVNULL)
        rows = folder / "rows.jsonl"
        with rows.open("w", encoding="utf-8") as out:
            for text in sorted(folder.glob("*.txt")):
                published = text.with_suffix(".dct").read_text()[:10]
                command = [binary, "dates", text, "--published", published, "--format", "jsonl"]
                printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                for line in printed.splitlines():
                    out.write(json.dumps({**json.loads(line), "doc": text.name[:-4]}) + "\n")
        command = [sys.executable, scorer, "score", gold, rows, "--json"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True)
    score = json.loads(printed.stdout)
    got = {
        "strict": score["all"]["strict"]["f1"],
        "value": score["all"]["value"]["f1"],
        "calendar": score["calendar"]["value"]["f1"],
        "day": score["day"]["value"]["f1"],
    }
    print(", ".join(f"{name} F1 {figure:.1f} (floor {FLOORS[name]})" for name, figure in got.items()))
    sys.exit(any(got[name] < floor for name, floor in FLOORS.items()))


main()

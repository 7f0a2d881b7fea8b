#!/usr/bin/env python3
"""Scores `import` on the labeled real articles and on the single-fault cases beside the project, and compares the figures
with their floors. The data are never copied.

    articles.py BINARY BENCH
"""
import json, pathlib, re, subprocess, sys, tempfile

# Just below the figures reached, in percent (F1 in hundredths).
FLOORS = {
    "en": {"known, published": 96, "known, undated": 75, "titles": 85, "main found": 94, "main exact": 94, "dates F1": 88, "relevance": 97},
    "ko": {"known, published": 96, "known, undated": 75, "titles": 93, "title_ko": 95, "main found": 91, "main exact": 91, "dates F1": 82, "relevance": 94},
}
MAX_WRONG = 2
CASES_FLOOR = 27


def run(*command):
    return subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True).stdout


def figures(binary, articles, name, folder):
    recognized = folder / f"recognized-{name}.json"
    run(articles / "recognise.py", binary, "--dir", articles / name, "--json", recognized)
    got = json.loads(recognized.read_text())
    share = lambda part, whole: 100 * part / max(1, whole)
    wrong = sum(got[mode]["wrong"] + got[mode]["false"] for mode in ("text", "published"))
    result = {
        "known, published": share(got["published"]["right"], got["published"]["known"]),
        "known, undated": share(got["text"]["right"], got["text"]["known"]),
        "titles": share(got["titles"]["usable"], got["titles"]["drafts"]),
        "title_ko": share(got["titles"]["title_ko"], got["titles"]["korean"]),
    }
    command = f"{binary} --store {{STORE}} import --dry-run --format json {{FILE}}"
    printed = run(articles / "score.py", "--dir", articles / name, "--cmd", command)
    scored = printed.split("== pass: published ==")[1]
    found, exact, main = re.search(r"main event found.*?\((\d+)/(\d+)\)\s+exact date (\d+)", scored).group(1, 3, 2)
    result["main found"], result["main exact"] = share(int(found), int(main)), share(int(exact), int(main))
    result["dates F1"] = 100 * float(re.search(r"exact EDTF.*F1 ([\d.]+)", scored)[1])
    result["relevance"] = float(re.search(r"relevance\s+([\d.]+)%", scored)[1])
    return result, wrong


def main():
    binary, bench = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name, floors in FLOORS.items():
            got, wrong = figures(binary, bench / "articles", name, pathlib.Path(folder))
            print(f"{name}: " + ", ".join(f"{key} {got[key]:.1f} (floor {floor})" for key, floor in floors.items()))
            print(f"{name}: {wrong} linked to a wrong event (at most {MAX_WRONG})")
            failed |= wrong > MAX_WRONG or any(got[key] < floor for key, floor in floors.items())
    cases = subprocess.run([sys.executable, bench / "cases" / "check.py", binary], capture_output=True, text=True).stdout
    passed = int(re.search(r"(\d+) passed", cases)[1])
    print(f"cases: {passed} passed (floor {CASES_FLOOR})")
    sys.exit(failed or passed < CASES_FLOOR)


main()

"""Makes a table of the JSON lines on stdin: a row a figure, a column for each of two peers, and how they compare."""
import json
import sys

rows, peers = {}, []
for line in sys.stdin:
    if line.startswith("{"):
        figure = json.loads(line)
        rows.setdefault((figure["bench"], figure["unit"]), {})[figure["peer"]] = figure
        if figure["peer"] not in peers:
            peers.append(figure["peer"])


def amount(value):
    return "{:,.1f}".format(value) if value < 100 else "{:,.0f}".format(value)


def cell(figure):
    return "" if figure is None else "{} ({} to {})".format(*(amount(figure[key]) for key in ("value", "min", "max")))


def ratio(unit, ours, theirs):
    """How many times as fast the first one is."""
    if ours is None or theirs is None or not ours["value"] or not theirs["value"]:
        return ""
    ratio = ours["value"] / theirs["value"]
    return "{:.2g}".format(ratio if unit.endswith("/s") else 1 / ratio)


first, second = (peers + ["", ""])[:2]
print("| figure | {} | {} | times as fast |\n|---|---|---|---|".format(first, second))
for (bench, unit), row in rows.items():
    print("| {}, {} | {} | {} | {} |".format(bench, unit, cell(row.get(first)), cell(row.get(second)),
                                             ratio(unit, row.get(first), row.get(second))))

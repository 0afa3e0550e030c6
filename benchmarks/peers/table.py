"""Makes a table of the JSON lines on stdin: a row a figure, a column a peer."""
import json
import re
import sys

rows, peers = {}, []
for line in sys.stdin:
    if line.startswith("{"):
        figure = json.loads(line)
        name = re.sub(r" of [\d.]+ ms tasks", " of 5 ms tasks", figure["bench"]) + ", " + figure["unit"]
        rows.setdefault(name, {})[figure["peer"]] = figure
        if figure["peer"] not in peers:
            peers.append(figure["peer"])
print("| figure | " + " | ".join(peers) + " |")
print("|---" * (len(peers) + 1) + "|")
for name, row in rows.items():
    cells = ["{value:,.0f} ({min:,.0f} to {max:,.0f})".format(**row[p]) if p in row else "" for p in peers]
    print("| " + name + " | " + " | ".join(cells) + " |")

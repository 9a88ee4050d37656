"""Medians of the rounds in a compare.csv, and Posthouse's ratios to the others."""

import collections
import csv
import statistics
import sys

rates = collections.defaultdict(list)
cpu = collections.defaultdict(list)
latency = collections.defaultdict(list)
errors = collections.Counter()
for row in csv.DictReader(open(sys.argv[1])):
    if not row["round"].isdigit():
        continue
    cell = int(row["size"]), int(row["sessions"])
    rates[cell, row["server"]].append(float(row["rate"]))
    latency[cell, row["server"]].append(float(row["p99ms"]))
    errors[row["server"]] += int(row["errors"])
    if row["cpu_us"]:
        cpu[cell].append(int(row["cpu_us"]))
servers = sorted({server for _, server in rates})
print("size sessions " + " ".join(servers) + "  ratios to posthouse's rate  p99ms  cpu_us/message")
for cell in sorted({cell for cell, _ in rates}):
    median = {server: statistics.median(rates[cell, server]) for server in servers}
    ratios = " ".join(f"{median['posthouse'] / median[s]:.2f}x{s}" for s in servers if s != "posthouse")
    used = statistics.median(cpu[cell]) if cpu[cell] else float("nan")
    print(*cell, *(round(median[s]) for s in servers), "", ratios, "",
          statistics.median(latency[cell, "posthouse"]), used)
print("errors:", dict(errors))

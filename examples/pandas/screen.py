"""Screens intake records, and joins answers and reports in one pandas table.

usage: screen.py RECORDS PROGRAM [ARGUMENT...]     such as: screen.py intake.jsonl needlecheck batch
"""

import io
import subprocess
import sys

import pandas

records, *command = sys.argv[1:]
batch = subprocess.run([*command, records], stdout=subprocess.PIPE)
if batch.returncode > 1:  # 1 is a verdict at `--fail-on`; 2 is a record that could not be screened
    sys.exit(batch.returncode)
reports = pandas.read_json(io.BytesIO(batch.stdout), lines=True)
people = pandas.read_json(records, lines=True).merge(reports, on="id", validate="one_to_one")

print(pandas.crosstab(people.setting, people.verdict))
print()
print(people.explode("rules").groupby("rules").size().sort_values(ascending=False).head(5))

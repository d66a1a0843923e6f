"""Reads metrics with prometheus-client's parsers, for prometheus.ts: text on stdin, its samples as JSON on stdout.

The only argument is the media type.
"""

import json
import sys

from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics

text = sys.stdin.read()
if sys.argv[1] == "application/openmetrics-text":
    families = openmetrics.text_string_to_metric_families(text)
else:
    families = parser.text_string_to_metric_families(text)
samples = [
    {"family": family.name, "type": family.type, "name": name, "labels": labels, "value": value}
    for family in families
    for (name, labels, value, *_) in family.samples
]
json.dump(samples, sys.stdout)

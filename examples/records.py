#!/usr/bin/env python3
"""Prints records for the built-in rulebook, one JSON object a line: the same on every run."""

import json
import random
import sys

SITES = ["clinic"] * 3 + ["home"]
SUN = ["low"] * 6 + ["moderate"] * 3 + ["high"]
MORE = ["tattoo", "keloid", "pregnant", "blood_thinner", "cold_sore", "warts"]


def record(number, rng):
    answers = {"id": f"R-{number:07}"}
    for skin in ["active_acne", "eczema", "rosacea", "infection"]:
        answers[skin] = rng.random() < 0.05
    answers["setting"] = rng.choice(SITES)
    answers["sun_exposure"] = rng.choice(SUN)
    answers[rng.choice(MORE)] = rng.random() < 0.1
    if rng.random() < 0.3:
        answers["last_needling"] = f"{rng.randint(1, 90)} days ago"
    if rng.random() < 0.03:
        answers[rng.choice(MORE)] = "unsure"
    return json.dumps(answers)


def main():
    rng = random.Random(1)
    for number in range(int(sys.argv[1])):
        print(record(number, rng))


main()

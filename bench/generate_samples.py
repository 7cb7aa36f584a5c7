#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the small default documents of the benchmarks, the same in every run.

    generate_samples.py [FOLDER]                            (default: samples beside this script)

They resemble data that programs exchange: an API response with text in several scripts, a catalogue
of small integers with numeric keys, outlines of floating point numbers, a server log.
"""

import json
import pathlib
import random
import sys

WORDS = ("mouse cheese pantry whisker tail burrow grain harvest moon barn owl winter clover straw "
         "naïve café Käse fromage Mäusespeck мышь сыр ネズミ チーズ 老鼠 奶酪 🐭 🧀").split()


class Source:
    """Random choices from random(), the only method whose sequence Python guarantees."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, limit):
        return int(self.random() * limit)

    def choice(self, sequence):
        return sequence[self.below(len(sequence))]

    def text(self, most_words):
        return " ".join(self.choice(WORDS) for _ in range(1 + self.below(most_words)))

    def timestamp(self):
        return (f"2024-{1 + self.below(12):02}-{1 + self.below(28):02}"
                f"T{self.below(24):02}:{self.below(60):02}:{self.below(60):02}Z")


def api_response(source):
    def user():
        number = source.below(1 << 40)
        return {
            "id": number,
            "id_text": str(number),
            "name": source.text(3),
            "description": source.choice(["", source.text(25)]),
            "followers_count": source.below(5000),
            "verified": source.below(20) == 0,
            "avatar_url": f"https://example.org/avatars/{number:x}.png",
            "location": source.choice([None, source.text(2)]),
        }

    def post():
        return {
            "id": source.below(1 << 53),
            "created_at": source.timestamp(),
            "text": source.text(30),
            "user": user(),
            "tags": [source.choice(WORDS) for _ in range(source.below(4))],
            "coordinates": None,
            "reply_count": source.below(12),
            "like_count": source.below(900),
            "language": source.choice(["en", "de", "fr", "ru", "ja", "zh"]),
        }

    return {"posts": [post() for _ in range(110)], "next": source.below(1 << 53), "count": 110}


def catalogue(source):
    topics = {str(100000 + 7 * i): source.text(3) for i in range(120)}
    identifiers = list(topics)

    def performance(number):
        return {
            "id": 339000000 + number,
            "eventId": 138586341 + source.below(500),
            "start": 1372701600000 + 3600000 * source.below(10000),
            "topicIds": [int(source.choice(identifiers)) for _ in range(source.below(6))],
            "prices": [{"amount": 5 * source.below(4000), "seatCategoryId": 338937235 + seat}
                       for seat in range(1 + source.below(5))],
            "logo": None,
            "name": None,
        }

    return {"topicNames": topics, "performances": [performance(n) for n in range(220)]}


def geometry(source):
    def ring():
        x, y = 360 * source.random() - 180, 180 * source.random() - 90
        points = []
        for _ in range(10 + source.below(120)):
            x, y = x + source.random() / 8, y + source.random() / 8
            points.append([round(x, 6 + source.below(9)), round(y, 6 + source.below(9))])
        return points + points[:1]

    return {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": source.text(2)},
         "geometry": {"type": "Polygon", "coordinates": [ring()]}} for _ in range(32)]}


def log(source):
    def line(number):
        entry = {
            "time": source.timestamp(),
            "level": source.choice(["debug", "info", "info", "info", "warning", "error"]),
            "sequence": number,
            "host": f"10.0.{source.below(4)}.{source.below(256)}",
            "method": source.choice(["GET", "GET", "POST", "PUT"]),
            "path": f"/api/v2/{source.choice(WORDS[:16])}/{source.below(100000)}",
            "status": source.choice([200, 200, 200, 204, 304, 404, 500]),
            "bytes": source.below(1 << source.below(20)),
            "seconds": round(source.random() / 10, 6),
        }
        if entry["status"] == 500:
            entry["trace"] = [f"{source.choice(WORDS[:16])}.cpp:{source.below(400)}"
                              for _ in range(8)]
        return entry

    return [line(number) for number in range(260)]


def main(arguments):
    folder = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).with_name("samples"))
    folder.mkdir(exist_ok=True)
    for seed, make in enumerate((api_response, catalogue, geometry, log)):
        text = json.dumps(make(Source(seed)), ensure_ascii=False, separators=(",", ":"))
        (folder / f"{make.__name__}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

# JSON: writing and reading nested data.
import json


def record(i):
    return {
        "id": i,
        "name": "sensor %d" % i,
        "active": i % 3 == 0,
        "location": None if i % 5 else "roof",
        "readings": [i, i * 2, -i, i * 1000003],
        "limits": {"low": -i / 4, "high": i / 2, "unit": "\u00b0C", "note": 'say "hi"\n\tand\\or'},
    }


def measure(value):
    if isinstance(value, dict):
        return 1 + sum([len(key) + measure(item) for key, item in value.items()])
    if isinstance(value, list):
        return 2 + sum([measure(item) for item in value])
    if isinstance(value, str):
        return len(value)
    return 3


def main():
    data = [record(i) for i in range(60)]
    total = size = 0
    for _ in range(200):
        text = json.dumps(data)
        size += len(text)
        back = json.loads(text)
        total += measure(back)
    print("same", back == data)
    print("size", total, size > 0)
    numbers = json.dumps(list(range(2000)))
    for _ in range(200):
        parsed = json.loads(numbers)
    print("numbers", sum(parsed))
    deep = "[" * 60 + "]" * 60
    depth = 0
    for _ in range(2500):
        depth += len(json.dumps(json.loads(deep)))
    print("deep", depth)


main()

# Text: building, splitting, searching, formatting, one character at a time; bytes as well.
SENTENCE = "A small machine reads a line, says what it means, and waits for the next one. "


def caesar(text, shift):
    result = []
    for char in text:
        code = ord(char)
        if 97 <= code <= 122:
            char = chr((code - 97 + shift) % 26 + 97)
        result.append(char)
    return "".join(result)


def is_palindrome(text):
    letters = [char for char in text.lower() if char.isalpha()]
    return letters == letters[::-1]


def csv(rows):
    lines = []
    for row in range(rows):
        lines.append("%d,%s,%5.2f" % (row, "name" + str(row), row / 4))
    total = 0.0
    for line in lines:
        number, name, amount = line.split(",")
        total += float(amount) + int(number) + len(name)
    return total


def run_lengths(text):
    encoded = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        encoded += text[i] + str(j - i)
        i = j
    return encoded


def checksum(data):
    value = 0
    for byte in data:
        value = (value * 31 + byte) & 0xFFFFFFFF
    return value


def main():
    print("caesar", caesar(SENTENCE * 600, 3)[:20])
    hits = 0
    for _ in range(3000):
        hits += is_palindrome("A man, a plan, a canal: Panama")
    print("palindrome", hits)
    print("csv", csv(60000))
    print("runs", len(run_lengths("aaabccddddde" * 4000)))
    text = SENTENCE * 40
    found = position = 0
    for _ in range(300):
        position = text.find("next")
        while position >= 0:
            found += 1
            position = text.find("next", position + 1)
        found += text.count("a ") + ("zebra" in text) + text.replace("one", "two").endswith("two. ")
    print("find", found)
    size = 0
    for i in range(60000):
        size += len(f"{i:>8}|{i:x}|{i * 0.5:.3f}|{'odd' if i & 1 else 'even'}")
        size += len("{} and {:04d}".format("left", i))
    print("format", size)
    words = text.upper().lower().strip().split()
    for _ in range(200):
        joined = "-".join(words)
        words = joined.split("-")
    print("split and join", len(words), words[5])
    print("bytes", checksum(text.encode() * 30), bytes(range(65, 70)).decode())


main()

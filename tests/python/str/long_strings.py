# Long strings: building, searching, comparing.
s = "".join(chr(97 + i * 7 % 26) for i in range(3000))
print(len(s), s[:20], s[-20:], s.count("a"), s.find("zzz"), s.find("ahov"), s.rfind("ahov"), s == s[:1500] + s[1500:], s < s + "a", s[::100])
w = "é日😀x" * 800
print(len(w), w[1597:1603], w[-3:], w[::501], w.count("日"), w.find("x", 3000), w.rfind("é", 0, 2000), w.index("😀x", 3100), len(w.encode()), w.replace("日", "")[:6], len(w.replace("😀", "ab")), w[::-1][:4], w.split("x")[5], len(w.split("x")))
t = ""
for i in range(500):
    t += str(i)
print(len(t), t[700:720], hash(t) == hash("".join(map(str, range(500)))))
parts = t.split("99")
print(len(parts), "99".join(parts) == t, max(map(len, parts)))
u = "ab" * 1000
print(u.replace("ab", "c") == "c" * 1000, u.replace("b", "") == "a" * 1000, u.count("aba"), u.title()[:4], u.upper()[-4:], u.center(2010, "-")[:7], len(u.center(2010)), len(u.zfill(3000)))
print(sorted(set(w)) == sorted("é日😀x"), len(set(s)), "".join(sorted(set(s))))
lines = "\n".join("line %d" % i for i in range(200))
print(len(lines.splitlines()), lines.splitlines()[150], len(lines.split()), lines.partition("line 77")[2][:9], lines.rpartition("line")[2])

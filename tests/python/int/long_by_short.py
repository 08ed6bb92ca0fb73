# Long ints with short ones: one limb on a side, carries through all limbs, signs.
longs = [1 << 64, (1 << 64) - 1, 1 << 127, (1 << 128) - 1, 1 << 200, (1 << 192) - 1, (1 << 256) - 1, 10**40, 10**77 + 1, 3**200, 7**400]
shorts = [0, 1, -1, 2, 10, -10, 255, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, -((1 << 32) - 1), 1 << 32, (1 << 47) - 1, 1 << 48, True]
check = 0
for a in longs:
    for sign in 1, -1:
        n = a * sign
        row = 0
        for s in shorts:
            product, other = n * s, s * n
            total, back = n + s, s + n
            assert product == other and total == back
            assert total - s == n and total - n == s
            assert s == 0 or product // s == n and product % s == 0
            assert (product < 0) == ((n < 0) != (s < 0) and s != 0)
            row = (row * 31 + product + total) % (1 << 61)
            k = n
            k *= s
            k += s
            assert k == product + s
        for b in longs:
            assert (n + b) - b == n and (n - b) + b == n and n + b == b + n
            row = (row * 31 + (n + b)) % (1 << 61)
        check ^= row
        print(row)
print(check)
print((1 << 64) - 1 + 1, (1 << 96) - 1 + 1, ((1 << 160) - 1) + ((1 << 160) - 1), -(1 << 128) + -(1 << 128))
f = 1
for i in range(1, 60):
    f *= i
print(f, f * 4294967295, -f * 1)
big = (1 << 40000) - 1
print((big * 3) % 1000003, (big + big) % 1000003, big * 1 == big, (big + 1) == 1 << 40000)
print({(1 << 96) * 5: "same key"}[5 * (1 << 96)], hash((1 << 96) * 5) == hash(5 << 96))

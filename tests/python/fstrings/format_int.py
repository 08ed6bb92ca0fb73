# Integer format specs through f-strings.
for spec in ["", "d", "b", "o", "x", "X", "n", "c", "#b", "#o", "#x", "#X", "5", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "+5", "=+5", "+05", " 05", "*<6", "*^6", "*>6", "*=+6",
             ",", "_", "_b", "_x", "#_x", "010,", "08_", "#010x", "#06b", "x<#8x", "e", "f", "g", ".1f", "E", "08.2f", "+.0f", "\u00e9^5", "^+5", "0<5", "0^5", "<05", ">05"]:
    row = []
    for v in (0, 65, -65, 1234567):
        try:
            row.append(f"{v:{spec}}")
        except (ValueError, OverflowError) as error:
            row.append(f"{type(error).__name__} {error}")
    print(repr(spec), row)
big = 10 ** 30
print(f"{big} {big:,} {big:_} {big:x} {-big:40}| {big:#o}")
print(f"{True} {True:d} {True:5} {False:x} {True!r:>6}")
print(f"{2 ** 31:b}", f"{-2 ** 31:x}", f"{2 ** 64:,}")

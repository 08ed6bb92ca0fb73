# Identifiers are what they are in their normal form.
ﬁle = 1
print(file, "file" in globals(), "ﬁle" in globals())
été = 2
print(été, len([n for n in globals() if n == "été"]))


class 𝐂lass:
    def ｍｅthod(self, ª=1):
        return a + ª

    def µ(self):
        self.Å = "angstrom"
        return vars(self)


print(Class.__name__, Class().method(a=2), Class().μ(), getattr(Class, "ｍｅthod", "text is left alone"))
İ = 3
print(İ, "İ" in globals(), {**dict(ſ=1)})

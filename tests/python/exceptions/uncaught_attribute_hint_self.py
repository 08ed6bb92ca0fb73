# A bare name that only self has as attribute.
class Led:
    def __init__(self):
        self.brightness = 5

    def show(self):
        return brightness


Led().show()

# Did you mean, for an attribute.
class Motor:
    def start_motor(self):
        pass


Motor().start_moter()

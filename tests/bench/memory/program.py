# A program of 200 lines, as a pupil's project may be: how large an arena does it need to be compiled and run?
# A greenhouse: sensors, a controller with rules, a log, a little report.

LOW = 18
HIGH = 26
DRY = 30
WET = 70


class Sensor:
    def __init__(self, name, unit, start, drift):
        self.name = name
        self.unit = unit
        self.value = start
        self.drift = drift
        self.history = []

    def read(self, hour):
        self.value += self.drift(hour)
        # Six hours are enough to see where it goes.
        self.history.append(self.value)
        if len(self.history) > 6:
            self.history.pop(0)
        return self.value

    def mean(self):
        if not self.history:
            return 0
        return sum(self.history) // len(self.history)

    def trend(self):
        if len(self.history) < 2:
            return "steady"
        change = self.history[-1] - self.history[0]
        if change > 1:
            return "rising"
        elif change < -1:
            return "falling"
        return "steady"


class Switch:
    def __init__(self, name):
        self.name = name
        self.is_on = False
        self.turns = 0

    def set(self, on):
        """Turns it, and tells whether that changed anything."""
        if on != self.is_on:
            self.is_on = on
            self.turns += 1
            return True
        return False

    def __str__(self):
        return "%s:%s" % (self.name, "on" if self.is_on else "off")


class Log:
    def __init__(self, limit):
        self.limit = limit
        self.lines = []
        self.lost = 0

    def write(self, hour, text):
        if len(self.lines) >= self.limit:
            self.lines.pop(0)
            self.lost += 1
        self.lines.append((hour, text))

    def show(self):
        for hour, text in self.lines:
            print("%02d:00 %s" % (hour % 24, text))
        if self.lost:
            print("(%d older lines)" % self.lost)


class Rule:
    def __init__(self, name, condition, switch, on):
        self.name = name
        self.condition = condition
        self.switch = switch
        self.on = on

    def apply(self, readings):
        if self.condition(readings):
            return self.switch.set(self.on)
        return False


class SensorFailed(Exception):
    pass


def temperature_drift(hour):
    hour %= 24
    if 6 <= hour < 15:
        return 2
    if hour < 6:
        return -1
    return -2 if hour < 21 else 0


def moisture_drift(hour):
    return -5 if 8 <= hour % 24 < 20 else -2


def light_drift(hour):
    hour %= 24
    if 6 <= hour < 13:
        return 100
    if 13 <= hour < 20:
        return -100
    return 0


class Greenhouse:
    def __init__(self):
        self.sensors = {
            "temperature": Sensor("temperature", "C", 17, temperature_drift),
            "moisture": Sensor("moisture", "%", 60, moisture_drift),
            "light": Sensor("light", "lx", 0, light_drift),
        }
        self.heater = Switch("heater")
        self.window = Switch("window")
        self.pump = Switch("pump")
        self.lamp = Switch("lamp")
        self.log = Log(12)
        self.rules = [
            Rule("cold", lambda r: r["temperature"] < LOW, self.heater, True),
            Rule("warm enough", lambda r: r["temperature"] >= LOW + 3, self.heater, False),
            Rule("hot", lambda r: r["temperature"] > HIGH, self.window, True),
            Rule("cooled", lambda r: r["temperature"] <= HIGH - 4, self.window, False),
            Rule("dry", lambda r: r["moisture"] < DRY, self.pump, True),
            Rule("watered", lambda r: r["moisture"] > WET, self.pump, False),
            Rule("dark", lambda r: r["light"] < 200, self.lamp, True),
            Rule("bright", lambda r: r["light"] > 400, self.lamp, False),
        ]

    def act(self):
        # What is switched on has its effect until the next hour.
        if self.heater.is_on:
            self.sensors["temperature"].value += 2
        if self.window.is_on:
            self.sensors["temperature"].value -= 3
        if self.pump.is_on:
            self.sensors["moisture"].value += 15

    def measure(self, hour):
        readings = {}
        for name in ("temperature", "moisture", "light"):
            value = self.sensors[name].read(hour)
            if name == "light" and hour == 30:
                raise SensorFailed(name)
            readings[name] = value
        return readings

    def step(self, hour):
        try:
            readings = self.measure(hour)
        except SensorFailed as failure:
            self.log.write(hour, "no answer from " + failure.args[0])
            return
        for rule in self.rules:
            if rule.apply(readings):
                self.log.write(hour, "%s -> %s" % (rule.name, rule.switch))
        self.act()

    def report(self):
        for name in sorted(self.sensors):
            sensor = self.sensors[name]
            print("%s: %d %s, %s" % (name, sensor.mean(), sensor.unit, sensor.trend()))
        switches = [self.heater, self.window, self.pump, self.lamp]
        print(", ".join([str(switch) for switch in switches]))
        print("turns:", [switch.turns for switch in switches])


def bar(values, width):
    """One line of marks for each value."""
    highest = max(values)
    for value in values:
        print("#" * (value * width // highest) if highest > 0 else "")


def main():
    house = Greenhouse()
    warmth = []
    for hour in range(72):
        house.step(hour)
        if hour % 6 == 0:
            warmth.append(house.sensors["temperature"].value)
    print("three days in the greenhouse")
    house.log.show()
    house.report()
    bar(warmth, 40)
    print("end of the report")


main()

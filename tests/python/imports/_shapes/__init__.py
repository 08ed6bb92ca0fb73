print("loading", __name__)
TITLE = "shapes"
names = ["square", "circle"]

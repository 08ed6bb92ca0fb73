__all__ = ["nowhere"]

"""Quantities in text: numbers, dates, times, money, measures."""

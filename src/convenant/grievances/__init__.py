"""Complaints, notifications and disputes: from the door to remedy."""

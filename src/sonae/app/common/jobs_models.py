from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """A process that works off jobs, and when it last said that it lives."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Scheduled(models.Model):
    """The last moment for which a job of the schedule was asked for."""

    job = models.CharField(max_length=200, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} {self.due_at:%Y-%m-%d %H:%M}"

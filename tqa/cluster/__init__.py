"""The work of the local engines on a Ray cluster: the same numbers, by many machines.

`check.py` is the job, `pieces.py` and `judging.py` what its tasks and actors do; `session.py`
starts or joins Ray, `stream.py` feeds it and maps over it.
"""

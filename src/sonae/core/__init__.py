"""The rules of group cyber insurance: pure functions on frozen values.

No Django, files, network, clock or chance in here; moments and data are handed in.
"""

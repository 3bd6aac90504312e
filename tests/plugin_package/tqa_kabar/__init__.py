"""A plug-in of tqa: a rule, a format, a metric and a reporter."""

"""Systems and references -> scores: metrics, significance, insights, writers."""

"""The catalogue of checks: one module a family, each rule a value; catalogue.py says what a rule is."""

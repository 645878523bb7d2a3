"""Runs an audit and leaves its files: the notebook through papermill, every file whole, the manifest last."""

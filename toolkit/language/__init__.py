"""Chinese official prose turned into structure; knows characters, words and clauses, and no table."""

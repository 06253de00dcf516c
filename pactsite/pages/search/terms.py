"""The words of a search as conditions in SQL. A piece is the number of a word, or of the whole phrase, the last."""

PHRASE_IN_NAME, WORDS_IN_NAME, PHRASE_IN_TEXT, WORDS_IN_TEXT = 1, 2, 3, 4


class Terms:
    """So many words, in a database's own dialect; pactsite.pages.search.words has what stands for each piece."""

    def __init__(self, words, vendor):
        self.words = range(words)
        self.pieces = range(words + (words > 1))  # one word is the phrase itself
        self.phrase = self.pieces[-1]
        is_sqlite = vendor == "sqlite"
        self.matches, self.like = ("REGEXP", "LIKE") if is_sqlite else ("~", "ILIKE")
        # SQLite takes the tables of a CROSS JOIN in their order: the one that is searched first.
        self.then = "CROSS JOIN" if is_sqlite else "JOIN"
        # SQLite reads what is public row by row, for the rows found; PostgreSQL reads it once.
        self.table = "NOT MATERIALIZED" if is_sqlite else "MATERIALIZED"

    # --- One column, one piece ---

    def has(self, column, piece):
        """A folded column holds a piece where a word begins. The first test is cheap, and an index answers it."""
        return f"({self.may_have(column, piece)} AND ({self.begins(column, piece)}))"

    def may_have(self, column, piece):
        return f"{column} LIKE %(has{piece})s ESCAPE '\\'"

    def begins(self, column, piece):
        return (
            f"{column} LIKE %(after{piece})s ESCAPE '\\' OR {column} LIKE %(first{piece})s ESCAPE '\\'"
            f" OR {column} {self.matches} %(begins{piece})s"
        )

    def looks_like(self, column, piece):
        """A column with accents may hold a piece: a cheap first test."""
        return f"{column} {self.like} %(like{piece})s ESCAPE '\\'"

    def has_accented(self, column, piece):
        return f"{column} {self.matches} %(name{piece})s"

    # --- All words, any word, each piece ---

    def all(self, condition, *columns):
        return " AND ".join(condition(*columns, word) for word in self.words)

    def all_in(self, column):
        """A folded column holds all words: the cheap test of each first, which few rows of a long table pass."""
        tests = [self.may_have(column, word) for word in self.words]
        return " AND ".join([*tests, *(f"({self.begins(column, word)})" for word in self.words)])

    def any(self, condition, *columns):
        return " OR ".join(condition(*columns, word) for word in self.words)

    def flags(self, condition, *columns):
        """A column f0, f1, … for each piece: 1 where its condition holds."""
        return ", ".join(
            f"CASE WHEN {condition(*columns, piece)} THEN 1 ELSE 0 END AS f{piece}" for piece in self.pieces
        )

    def names(self, table):
        return ", ".join(f"{table}.f{piece}" for piece in self.pieces)

    def gathered(self, rows):
        """Rows (id, f0, f1, …) with each id once: a piece is held where one of them holds it."""
        most = ", ".join(f"MAX(f{piece}) AS f{piece}" for piece in self.pieces)
        return f"SELECT id, {most} FROM ({' UNION ALL '.join(rows)}) AS rows_found GROUP BY id"

    # --- Ranks ---

    def ranked(self, in_name, in_text=None):
        """The rank of a row that holds all words, by what says that its name, or its text, holds a piece."""
        steps = []
        if in_name:
            steps += [(in_name(self.phrase), PHRASE_IN_NAME), (self.all(in_name), WORDS_IN_NAME)]
        if in_text:
            steps += [(in_text(self.phrase), PHRASE_IN_TEXT)]
        last = WORDS_IN_TEXT if in_text else WORDS_IN_NAME
        if last == WORDS_IN_NAME:
            steps.pop()  # all words are in its name: else it were no hit
        return f"CASE {' '.join(f'WHEN {condition} THEN {rank}' for condition, rank in steps)} ELSE {last} END"

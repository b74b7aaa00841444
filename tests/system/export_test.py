"""A result as tables and as a workbook: every value that the file holds, by its name, and nothing that a spreadsheet runs."""
import csv
import datetime
import json
import unittest
import zipfile

import h5py
import openpyxl

from program import ProgramTest

LISTS = {"traveller_class": "classes", "station": "stations", "source": "sources", "port": "ports", "direction": "directions",
         "authority": "authorities", "pool": "pools", "officer": "officers"}
EPOCH = datetime.datetime(2024, 10, 20)


class Expected:
    """The tables of a result by h5py alone, with names in place of rows of the directory."""

    def __init__(self, path):
        self.file = h5py.File(path)
        self.names = {column: [self.name_of(row) for row in self.file[f"directory/{table}"][()]]
                      for column, table in LISTS.items() if table in self.file["directory"]}

    @staticmethod
    def name_of(row):
        return (row["name"] if row.dtype.names else row).decode()

    def table(self, name):
        rows = self.file[f"results/{name}"][()]
        return [[self.value(column, row[column]) for column in rows.dtype.names] for row in rows]

    def value(self, column, value):
        if column in self.names:
            return self.names[column][value]
        return value.decode() if isinstance(value, bytes) else value.item()


class Tables(ProgramTest):
    def setUp(self):
        super().setUp()
        self.crossflow("run", self.small, "-R", 3, "-o", "small.h5")
        self.expected = Expected(self.folder / "small.h5")

    def same(self, cell, value):
        if isinstance(value, float):
            self.assertEqual(float(cell), value)
        elif isinstance(value, int):
            self.assertEqual(int(cell), value)
        else:
            self.assertEqual(cell, value)

    def test_each_has_what_the_file_has(self):
        self.crossflow("export", "small.h5", "--csv", "tables")
        listed = [line.split(": ")[0] for line in self.crossflow("export", "small.h5", "--list").splitlines()]
        self.assertEqual(sorted(path.stem for path in (self.folder / "tables").iterdir()), sorted(listed))
        self.assertEqual(sorted(listed), sorted(n for n, t in self.expected.file["results"].items() if len(t)))
        for name in ("flows", "pledges", "series", "waits", "replications"):
            with self.subTest(table=name), open(self.folder / "tables" / f"{name}.csv", newline="", encoding="utf-8") as file:
                heads, *rows = csv.reader(file)
                expected = self.expected.table(name)
                self.assertEqual(len(rows), len(expected))
                self.assertEqual([head.split(" (")[0] for head in heads], list(self.expected.file[f"results/{name}"].dtype.names))
                for row, values in zip(rows, expected):
                    for cell, value in zip(row, values):
                        self.same(cell, value)

    def test_one_alone_is_printed(self):
        printed = self.crossflow("export", "small.h5", "--table", "flows")
        self.crossflow("export", "small.h5", "--csv", "tables", "--table", "flows", "--byte-order-mark")
        self.assertEqual((self.folder / "tables" / "flows.csv").read_bytes(), b"\xef\xbb\xbf" + printed.encode())
        self.assertEqual(len(list((self.folder / "tables").iterdir())), 1)
        self.crossflow("export", "small.h5", "--csv", "tables", "--table", "flows")  # an older table may be written over
        self.assertIn("did you mean 'flows'", self.crossflow("export", "small.h5", "--table", "flow", expect=2))

    def test_what_is_in_the_way_stays(self):
        (self.folder / "tables").mkdir()
        mine = self.write("tables/series.csv", "my,own\n1,2\n")
        self.assertIn("series.csv", self.crossflow("export", "small.h5", "--csv", "tables", expect=2))
        self.assertEqual([path.name for path in (self.folder / "tables").iterdir()], ["series.csv"])
        self.assertEqual(mine.read_text(), "my,own\n1,2\n")
        self.write("book.xlsx", "mine")
        self.assertIn("this file exists", self.crossflow("export", "small.h5", "-o", "book.xlsx", expect=2))
        self.assertIn(".xlsx", self.crossflow("export", "small.h5", "-o", "book.xls", expect=2))


class Workbook(ProgramTest):
    def book(self, result):
        self.crossflow("export", result, "-o", "book.xlsx")
        return openpyxl.load_workbook(self.folder / "book.xlsx")

    def is_word(self, file, number, word):
        """Whether a list of /directory has that word for the number."""
        return any(row["number"] == number and row["name"].decode() == word for table in file["directory"].values()
                   if isinstance(table, h5py.Dataset) and table.dtype.names and "number" in table.dtype.names for row in table[()])

    def test_has_every_table_with_dates_as_dates_verdicts_and_a_chart(self):
        self.crossflow("run", self.small, "-R", 2, "-o", "small.h5")
        book, expected = self.book("small.h5"), Expected(self.folder / "small.h5")
        tables = [name for name, table in expected.file["results"].items() if len(table)]
        self.assertEqual(book.sheetnames[:3], ["Report", "Waits by half-hour", "Servers needed"])
        self.assertEqual(sorted(book.sheetnames[3:]), sorted(tables))
        for name in tables:
            sheet = book[name]
            self.assertEqual(sheet.freeze_panes, "A2")
            heads, *rows = sheet.iter_rows(values_only=True)
            values = expected.table(name)
            self.assertEqual(len(rows), len(values))
            for cells, row in zip(rows, values):
                for head, cell, value in zip(heads, cells, row):
                    if isinstance(cell, datetime.datetime):
                        self.assertAlmostEqual((cell - EPOCH).total_seconds(), value, delta=1e-3)
                    elif isinstance(cell, str) and isinstance(value, int):
                        self.assertTrue(self.is_word(expected.file, value, cell), (name, head, cell, value))
                    elif cell is not None:
                        self.assertEqual(cell, value, (name, head))
            if "from_s" in heads and name != "rings":
                self.assertIsInstance(rows[0][heads.index("from_s")], datetime.datetime)
        front, pledges = book["Report"], json.loads(self.crossflow("show", "small.h5", "--json"))["pledges"]
        self.assertEqual(front["A1"].value, "A small port")
        for i, p in enumerate(pledges):
            self.assertEqual(front.cell(5 + i, 2).value, p["verdict"].replace("_", " "))
            self.assertAlmostEqual(front.cell(5 + i, 3).value, p["share_of_people"]["value"], delta=1e-12)
        with zipfile.ZipFile(self.folder / "book.xlsx") as file:
            names = file.namelist()
            self.assertEqual(sum(name.startswith("xl/charts/chart") for name in names), 1)
            self.assertFalse(any(b"<f>" in file.read(name) for name in names if name.startswith("xl/worksheets/sheet")))

    def test_a_text_is_never_a_formula(self):
        evil = "=HYPERLINK(\"http://x\")"
        self.write("evil.yaml", self.small.read_text(encoding="utf-8").replace("{en: A small port}", f"{{en: '{evil}'}}"))
        self.crossflow("run", "evil.yaml", "-o", "evil.h5")
        cell = self.book("evil.h5")["Report"]["A1"]
        self.assertEqual((cell.value, cell.data_type), (evil, "s"))


if __name__ == "__main__":
    unittest.main()

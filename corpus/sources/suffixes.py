"""Which files hold articles, told by the ends of their names, and what to save the others as."""

from collections.abc import Mapping
from typing import Literal

from corpus.sources.beside import METADATA_NAME
from corpus.sources.files import suffix_of

Format = Literal["txt", "md", "html", "record", "pdf", "docx", "eml"]

FORMATS: Mapping[str, Format] = {
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
}
TABLES = (".json", ".jsonl", ".csv")
ARCHIVE = ".zip"
SUFFIXES = (*FORMATS, *TABLES, ARCHIVE)
EXPECTED = "expected " + ", ".join(SUFFIXES)
SAVE_AS: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docm", ".rtf", ".odt", ".pages", ".wpd"), ".docx or .pdf"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".ps", ".epub", ".djvu"), ".pdf"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".tsv", ".parquet"), ".csv in UTF-8"),
    **dict.fromkeys((".msg", ".mbox"), ".eml"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive", ".xml", ".xhtml"), ".html"),
    **dict.fromkeys((".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"), ".zip"),
    **dict.fromkeys((".ndjson",), ".jsonl"),
}
"""Formats that hold articles as well, and what to save them as."""


def is_wanted(name: str) -> bool:
    """Whether a file of a folder is read, or reported since it could hold an article."""
    suffix = suffix_of(name)
    return (suffix in SUFFIXES or suffix in SAVE_AS) and name != METADATA_NAME

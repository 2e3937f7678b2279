"""What catalogues, repositories and other programs are told of the dataset, all of it derived from the schema."""

from conflict_data.metadata.citation_file import citation_file
from conflict_data.metadata.codebook_page import codebook_csv, codebook_page
from conflict_data.metadata.croissant import croissant
from conflict_data.metadata.datapackage import datapackage
from conflict_data.metadata.dataset_card import dataset_card
from conflict_data.metadata.ontology_page import ontology_page
from conflict_data.metadata.schema_org import schema_org

__all__ = [
    "citation_file",
    "codebook_csv",
    "codebook_page",
    "croissant",
    "datapackage",
    "dataset_card",
    "ontology_page",
    "schema_org",
]

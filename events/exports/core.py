"""docProps/core.xml: the properties of a Word or Excel file."""

from datetime import UTC

from .page_style import Properties
from .xml import DECLARATION, escape

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def core_properties(properties: Properties) -> str:
    dates = ""
    if properties.created is not None:
        moment = properties.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        dates = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_NAMESPACE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:creator>{escape(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(properties.author)}</cp:lastModifiedBy>{dates}<dc:language>ru-RU</dc:language>"
        "</cp:coreProperties>"
    )

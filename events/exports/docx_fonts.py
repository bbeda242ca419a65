"""The theme and the font table of a DOCX: where they lack, Word makes them and calls the file changed."""

from .xml import quote

_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_COLOURS = {
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
# The standard asks for three of each: subtle, moderate, intense.
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{f'<a:ln>{_FILL}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)
_CYRILLIC = "CC"


def theme(font: str) -> str:
    """Word's own colours; headings and text in the one font of the document."""
    face = f'<a:latin typeface="{quote(font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    return (
        f'<a:theme {_DRAWING} name="Office"><a:themeElements><a:clrScheme name="Office">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
        f'{colours}</a:clrScheme><a:fontScheme name="Office">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Office">{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>'
    )


def font_table(font: str, word: str) -> str:
    """`word` declares the namespace."""
    return (
        f'<w:fonts {word}><w:font w:name="{quote(font)}"><w:charset w:val="{_CYRILLIC}"/></w:font></w:fonts>'
    )

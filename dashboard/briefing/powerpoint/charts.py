"""Put a plan on a slide as PowerPoint's own chart, with its numbers in a sheet that can be edited."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.point import Point
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from dashboard.briefing.powerpoint import measure, shapes
from dashboard.briefing.powerpoint.plans import Bar, Plan
from dashboard.briefing.powerpoint.shapes import NAMESPACES, PIXEL, SANS, UNWRITABLE, Box
from dashboard.palette import Palette
from dashboard.words import say

NUMBER_SIZES, LABEL_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0), (24.0, 22.0, 20.0, 18.0, 17.0, 16.0)
TICK_SIZE = 20.0
# Along an axis, at the size of its numbers.
MOST_STEPS = 7
# Of the width: what words beside the bars may take, and the room under the bars for the axis, in pixels.
LABELS, AXIS = 0.36, 44.0
# Of a row's height, what its words may take; the thickest a row may be, in pixels.
FILLED, THICKEST = 0.92, 150.0
# The height of a bar that stands alone, under its number in large.
LONE = 110.0
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def room(plan: Plan, at: Box) -> tuple[Box, float, float] | None:
    """Where the chart stands and how large its numbers and labels are; None where they could not be read there."""
    if plan.upright:
        return (at, NUMBER_SIZES[0], LABEL_SIZES[0]) if at.height > 220 else None
    if plan.lone:
        high = min(at.height, LONE + AXIS)
        return (Box(at.x, at.y, at.width, high), NUMBER_SIZES[0], LABEL_SIZES[0]) if high > 2 * AXIS else None
    for number, label in zip(NUMBER_SIZES, LABEL_SIZES, strict=True):
        wide = at.width * LABELS - 24
        tall = max(
            sum(measure.height(line, label, wide) for line in bar.label.split("\n") if line)
            for bar in plan.bars
        )
        row = max(tall / FILLED, number * 1.9, 44.0)
        if row * len(plan.bars) + AXIS <= at.height:
            high = min(at.height, max(row, THICKEST) * len(plan.bars) + AXIS)
            return Box(at.x, at.y + (at.height - high) / 2.6, at.width, high), number, label
    return None


def put(slide: Slide, plan: Plan, at: Box, sizes: tuple[float, float], palette: Palette) -> Any:
    """The chart in its place on the slide; its frame, a graphic frame of the slide."""
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if plan.upright else XL_CHART_TYPE.BAR_CLUSTERED
    if plan.whole:
        kind = XL_CHART_TYPE.BAR_STACKED
    x, y, width, height = (Emu(round(side * PIXEL)) for side in (at.x, at.y, at.width, at.height))
    frame: Any = slide.shapes.add_chart(kind, x, y, width, height, _sheet(plan))
    chart: Chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.name, chart.font.size = SANS, Pt(TICK_SIZE * 0.75)
    chart.font.color.rgb = _rgb(palette.muted)
    plot = chart.plots[0]
    plot.gap_width = 60 if not plan.upright else 180
    plot.vary_by_categories = False
    if plan.whole:
        plot.overlap = 100
    _axes(chart, plan, at, sizes, palette)
    _paint(list(plot.series), plan, sizes[0], palette)
    for series in plot.series:
        _keep_colours(series)
    _lay_out(chart, plan, at)
    return frame


def _sheet(plan: Plan) -> Any:
    """The numbers as the sheet holds them, and no other: the data of a chart by categories."""
    data = CategoryChartData(number_format="General")
    data.categories = [_cell(bar.label or bar.number) for bar in plan.bars]
    if any(bar.before for bar in plan.bars):
        data.add_series(say("briefing_file.series_before"), [bar.before for bar in plan.bars])
    data.add_series(_cell(plan.series), [bar.value for bar in plan.bars])
    if plan.whole:
        rest = [max(plan.whole - bar.before - bar.value, 0.0) for bar in plan.bars]
        data.add_series(say("briefing_file.series_rest"), rest)
    return data


def _cell(words: str) -> str:
    """Words in a sheet, where what begins like a formula would become one."""
    told = UNWRITABLE.sub("", words)
    return f" {told}" if told[:1] in "={" else told


def _axes(chart: Chart, plan: Plan, at: Box, sizes: tuple[float, float], palette: Palette) -> None:
    rows, numbers = chart.category_axis, chart.value_axis
    rows.tick_labels.font.size = Pt(sizes[1] * 0.75)
    rows.tick_labels.font.color.rgb = _rgb(palette.muted)
    rows.major_tick_mark = XL_TICK_MARK.NONE
    rows.format.line.color.rgb = _rgb(palette.muted)
    rows.format.line.width = Pt(1.25)
    if not plan.upright:
        # The first row on top, as it is read, and the axis of the numbers below.
        rows.reverse_order = True
        numbers._element.find(qn("c:crosses")).set("val", "max")
        rows.tick_label_position = XL_TICK_LABEL_POSITION.NONE if plan.lone else XL_TICK_LABEL_POSITION.LOW
    numbers.minimum_scale, numbers.maximum_scale, numbers.major_unit = _scale(plan, at, sizes[0])
    if plan.origin:
        numbers.crosses_at = plan.origin
    _number_axis(numbers, plan, palette)


def _number_axis(numbers: ValueAxis, plan: Plan, palette: Palette) -> None:
    numbers.has_major_gridlines = True
    numbers.major_gridlines.format.line.color.rgb = _rgb(palette.rule)
    numbers.major_gridlines.format.line.width = Pt(0.75)
    numbers.format.line.fill.background()
    numbers.major_tick_mark = XL_TICK_MARK.NONE
    numbers.tick_labels.number_format, numbers.tick_labels.number_format_is_linked = plan.tick_format, False
    numbers.tick_labels.font.size = Pt(TICK_SIZE * 0.75)
    numbers.tick_labels.font.color.rgb = _rgb(palette.muted)


def _scale(plan: Plan, at: Box, size: float) -> tuple[float, float, float]:
    """Both ends of the axis and its steps, every second of which is left out where they would stand close together."""
    step = plan.ticks[1] - plan.ticks[0] if len(plan.ticks) > 1 else 1.0
    low, high = _ends(plan, at, size, step)
    if (high - low) / step <= MOST_STEPS:
        return low, high, step
    return *_ends(plan, at, size, 2 * step), 2 * step


def _ends(plan: Plan, at: Box, size: float, step: float) -> tuple[float, float]:
    """Both ends of the axis, at round numbers, with room for the number that is printed at the end of each bar."""
    if plan.whole:
        return 0.0, plan.whole
    values = [plan.origin, *plan.ticks, *(bar.value for bar in plan.bars)]
    low, high = min(values), max(values)
    if plan.upright:
        return 0.0, _outwards(high * 1.08, 0.0, step)
    left, right = (0.0 if plan.lone else _widest(plan, size, below) for below in (True, False))
    inner = at.width * (1 - _left(plan)) - 30
    free = max(inner - left - right, inner * 0.25)
    wide = (high - low) or step
    # The steps of an axis are counted from its lower end, so that end is a whole number of them away.
    lowest = _outwards(low - wide * left / free, 0.0, step) if left else low
    return lowest, high + wide * right / free


def _widest(plan: Plan, size: float, below: bool) -> float:
    """Pixels that the numbers take that are printed on one side of where the bars begin."""
    wide = (
        measure.width(bar.number, size, measure.BOLD) + 14
        for bar in plan.bars
        if (bar.value < plan.origin) == below
    )
    return max(wide, default=0.0)


def _outwards(number: float, origin: float, step: float) -> float:
    """The nearest whole number of steps from the origin that lies no nearer to it."""
    steps = (number - origin) / step
    return origin + step * (floor(steps) if steps < 0 else ceil(steps))


def _left(plan: Plan) -> float:
    """The part of the width that words beside the bars take."""
    return 0.004 if plan.lone else LABELS


def _paint(series: list[BarSeries], plan: Plan, size: float, palette: Palette) -> None:
    if any(bar.before for bar in plan.bars):
        before, *series = series
        _tray(before, palette)
    stated = series[0]
    stated.format.fill.solid()
    stated.format.fill.fore_color.rgb = _rgb(palette.stated)
    for index, bar in enumerate(plan.bars):
        _point(stated.points[index], bar, palette)
    if plan.whole:
        _tray(series[1], palette)
    for index, bar in enumerate(plan.bars):
        if bar.number and not plan.lone:
            _print_number(series, index, bar, plan, size, palette)


def _keep_colours(series: BarSeries) -> None:
    """What lies below zero has the colour it was given: PowerPoint may paint it white where a bar, and each point of it, does not say so."""
    series.invert_if_negative = False
    for point in series._element.findall(qn("c:dPt")):
        point.find(qn("c:idx")).addnext(parse_xml(f'<c:invertIfNegative xmlns:c="{CHART}" val="0"/>'))


def _tray(series: BarSeries, palette: Palette) -> None:
    """What of the whole is not this part."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(palette.panel)
    series.format.line.color.rgb = _rgb(palette.rule)


def _point(point: Point, bar: Bar, palette: Palette) -> None:
    """Full, hatched for a number that is only about right, hollow for one that was worked out or that nobody describes."""
    fill: FillFormat = point.format.fill
    if bar.hollow:
        fill.solid()
        fill.fore_color.rgb = _rgb(palette.page)
    elif bar.about:
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _rgb(bar.colour), _rgb(palette.page)
    else:
        fill.solid()
        fill.fore_color.rgb = _rgb(bar.colour)
        return
    point.format.line.color.rgb = _rgb(bar.colour)
    point.format.line.width = Pt(1.5)
    if not bar.number or bar.about:
        point.format.line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT


def _print_number(
    series: list[BarSeries], index: int, bar: Bar, plan: Plan, size: float, palette: Palette
) -> None:
    """The words of the number at its mark: beyond the end of a bar, or, of a hundred, in the larger of its two parts."""
    holder, position, colour = series[0], XL_LABEL_POSITION.OUTSIDE_END, palette.ink
    if plan.whole:
        within = bar.value >= plan.whole / 2 or bar.before + bar.value > plan.whole - 30
        holder = series[0] if within else series[1]
        position = XL_LABEL_POSITION.INSIDE_END if within else XL_LABEL_POSITION.INSIDE_BASE
        colour = palette.page if within and not (bar.about or bar.hollow) else palette.ink
    label = holder.points[index].data_label
    frame = label.text_frame
    frame.text = UNWRITABLE.sub("", bar.number)
    frame.word_wrap = False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name = Pt(size * 0.75), True, SANS
    font.color.rgb = _rgb(colour)
    label.position = position
    if not plan.whole:
        # On the bare page the number covers the thin lines behind it.
        ground = shapes.colour(palette.page).replace("<a:solidFill>", f"<a:solidFill {NAMESPACES}>")
        label._get_or_add_dLbl().get_or_add_spPr().append(parse_xml(ground))


def _lay_out(chart: Chart, plan: Plan, at: Box) -> None:
    """Fix where the bars begin, so that words beside them have their room in every program."""
    left = 0.13 if plan.upright else _left(plan)
    top = 6 / at.height
    sides = {"x": left, "y": top, "w": 1 - left - 0.03, "h": 1 - AXIS / at.height - top}
    told = "".join(f'<c:{side} val="{value:.4f}"/>' for side, value in sides.items())
    layout = parse_xml(
        f'<c:layout xmlns:c="{CHART}"><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{told}</c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))

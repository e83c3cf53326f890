"""Five small reports: a translation, another outlet's story on the same event, two on their own."""

from pathlib import Path

VISIT_ZH = """韩国总统抵达北京展开国事访问
韩国总统金在勋周一抵达北京，开始为期四天的国事访问。这是他就任以来首次访华。
金在勋在机场表示，韩国将继续推行务实外交。双方将签署十二项合作文件，涉及半导体和渔业。
中国外交部发言人说，两国关系正在改善。访问期间，他还将会见两百名韩国企业家。
"""
VISIT_EN = """South Korean president arrives in Beijing for state visit
South Korean President Kim Jae-hoon arrived in Beijing on Monday for a four-day state visit. \
It is his first trip to China since he took office.
At the airport Kim said South Korea would continue to pursue pragmatic diplomacy. \
The two sides will sign twelve cooperation documents on semiconductors and fisheries.
A spokesman for China's Foreign Ministry said bilateral relations were improving. \
During the visit he will also meet 200 South Korean entrepreneurs.
"""
OUTLOOK_EN = """Seoul tests its pragmatic diplomacy in Beijing
When he ran for president of South Korea, Kim Jae-hoon promised a foreign policy without sermons. \
This week voters in Seoul will find out what his pragmatic diplomacy in Beijing is worth.
It is his first trip to China since he took office.
Business leaders who travel with him hope that Chinese tourists will come back to South Korea.
"""
KILN_ZH = """老窑工与他的柴窑
景德镇的老师傅余振邦今年七十一岁，仍然每个月烧一次柴窑。
他说，火候全凭眼睛看，没有哪一窑是一样的。年轻人学三年才能独自看火。
"""
REEL_EN = """A film reel from 1913 turns up in an attic
A nitrate reel that shows the town's first rowing regatta was found in an attic in Dunedin. \
The archive has copied it frame by frame.
Nobody knows who held the camera.
"""
FILES = {
    "zh/visit.txt": VISIT_ZH,
    "zh/kiln.txt": KILN_ZH,
    "en/visit.txt": VISIT_EN,
    "en/outlook.txt": OUTLOOK_EN,
    "en/reel.txt": REEL_EN,
}


def write(folder: Path, files: dict[str, str] = FILES) -> Path:
    """Write the files below a folder, and hand it back."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder

"""A new sentence, with what a memory and a glossary have for it."""

from glossary import Scanner, read_glossary
from tmx import Memory

sentence = "徐敏赫发表简短讲话时说，韩国将继续奉行以国家利益为中心的务实外交，寻求与中国合作。"

for match in Memory.open("visit.tmx").matches(sentence, limit=3, threshold=50):
    print(f"{match.percent} %\t{match.text}\t{match.suggestion}")
for found in Scanner(read_glossary("visit.tsv")).scan(sentence):
    for _, pair in found.matches:
        print(f"{found.start}–{found.end}\t{pair.zh}\t{pair.en}")

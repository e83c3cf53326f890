import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.code import is_code

CODE = """\
pumpctl --version && echo ready
pip install pumpctl
for k in range(7): print(k)
git clone https://code.example.com/pump.git
level = 3
const text = readFile("b.txt");
from pathlib import Path
def drain(tank):
}
docker run -it --rm pump
total = add(a, b)
print("pump on")
ls -la /var/log
console.log(x);
pump.start()
cd ../build
./configure --prefix=/usr
python3 start.py
<div class="a">
curl -s http://localhost:8080/health
flow_l = read_flow()"""
TEXT = """\
thanks so much
come on
wait -- what
he said --and left
- no
(a) the Minister
(b) fish;
the price ($bn)
fish and/or meat
chapter 3(2)
import duties
class action
let it be
for the record
Sat 12/05/2026
tram line opens
GDP = consumption + investment
term(s)
vitamin -c
cd sales fell
function of the heart
Run pumpctl --version first.
The pump, e.g. pump.start(), must be dry.
Install the pump
d. key and password(e.g. one sent by mail)."""


@pytest.mark.parametrize("line", CODE.splitlines())
def test_code_and_commands(line):
    assert is_code(line)
    assert is_code(f"    {line}")


@pytest.mark.parametrize("line", TEXT.splitlines())
def test_short_lines_of_text(line):
    assert not is_code(line)


@given(st.sampled_from(CODE.splitlines()), st.sampled_from("水泵说明"))
def test_what_has_chinese_is_no_code(line, character):
    assert not is_code(f"{line} {character}")


@given(st.lists(st.from_regex(r"[A-Za-z]+[,']?", fullmatch=True), min_size=1, max_size=12))
def test_words_alone_are_text(words):
    assert not is_code(f"The {' '.join(words)}")

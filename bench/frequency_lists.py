"""Make the frequency lists out of wordfreq's, which only this needs.

pip install wordfreq==3.1.1 && python bench/frequency_lists.py
"""

from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wordfreq import get_frequency_list

from corpus.language.frequencies import LISTS
from corpus.language.identification import OTHERS

LICENCE = """\
Word frequencies out of wordfreq 3.1.1, by Robyn Speer and others (Robyn Speer, rspeer/wordfreq,
Zenodo, https://doi.org/10.5281/zenodo.7199437), in another form: line k of a list, from 0, holds
the words whose share of all words is 10 ** (-k / 100). zh and en are its large lists, the others
its small ones.

These lists may be redistributed under the Creative Commons Attribution-ShareAlike 4.0 licence
(https://creativecommons.org/licenses/by-sa/4.0/), and are redistributed under it here.

They are derived, among others, from Wikipedia, ParaCrawl (https://paracrawl.eu), OPUS
OpenSubtitles 2018 (http://opus.nlpl.eu/OpenSubtitles.php, http://www.opensubtitles.org/), Google
Books Ngrams and Syntactic Ngrams (http://books.google.com/ngrams), the Leeds Internet Corpus
(http://corpus.leeds.ac.uk/list.html), and the lists SUBTLEX-US, SUBTLEX-UK, SUBTLEX-CH, SUBTLEX-DE
and SUBTLEX-NL, created by Marc Brysbaert et al., which are freely available data
(http://crr.ugent.be/programs-data/subtitle-frequencies).
"""


def main() -> None:
    """Write the archive; the same bytes from the same release."""
    with ZipFile(LISTS, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(ZipInfo("LICENSE.txt"), LICENCE, ZIP_DEFLATED)
        for language in ("zh", "en", *sorted(OTHERS)):
            size = "large" if language in ("zh", "en") else "small"
            lines = [" ".join(words) for words in get_frequency_list(language, size)]
            archive.writestr(ZipInfo(f"{language}.txt"), "\n".join(lines), ZIP_DEFLATED, 9)
    print(f"{LISTS}: {LISTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()

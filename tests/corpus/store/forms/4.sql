CREATE TABLE files (         -- what has been read, so that an unchanged file is not read again
    origin TEXT PRIMARY KEY,
    digest TEXT NOT NULL     -- of the bytes, the metadata and the reader's version
) WITHOUT ROWID;
CREATE TABLE failures (      -- what of a file could not be used
    file TEXT NOT NULL REFERENCES files(origin) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    line INTEGER
);
CREATE INDEX failures_file ON failures(file);
CREATE TABLE documents (     -- one row per content; the other columns as at its smallest origin
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    script TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    url TEXT NOT NULL,
    paragraphs TEXT NOT NULL,     -- JSON array
    segmented TEXT NOT NULL DEFAULT ''  -- what its sentences were made from
);
CREATE INDEX documents_origin ON documents(origin);
CREATE TABLE origins (       -- where a content was found
    origin TEXT PRIMARY KEY,
    file TEXT NOT NULL REFERENCES files(origin) ON DELETE CASCADE,
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    script TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    url TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX origins_file ON origins(file);
CREATE INDEX origins_document ON origins(document);
CREATE TABLE counterparts (  -- what one file holds in both languages
    file TEXT NOT NULL REFERENCES files(origin) ON DELETE CASCADE,
    zh TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    en TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    PRIMARY KEY (file, zh, en)
) WITHOUT ROWID;
CREATE INDEX counterparts_zh ON counterparts(zh);
CREATE INDEX counterparts_en ON counterparts(en);
CREATE TABLE furniture (     -- paragraphs that have no sentences
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (document, paragraph)
) WITHOUT ROWID;
CREATE TABLE restored (      -- that cleaning took and a translation shows to be text
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    reason TEXT NOT NULL,    -- why it was taken
    PRIMARY KEY (document, paragraph)
) WITHOUT ROWID;
CREATE TRIGGER restored_gone AFTER DELETE ON restored BEGIN
    DELETE FROM stages WHERE name = 'restored';
END;
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, number)
);
CREATE TABLE stages (name TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;

-- One token per Han character (the trigram tokenizer finds no term of two), in the normal form;
-- row ids are those of the sentences.
CREATE VIRTUAL TABLE index_zh USING fts5(words, tokenize = 'unicode61');
CREATE VIRTUAL TABLE index_en USING fts5(words, tokenize = 'porter unicode61');
CREATE TRIGGER sentences_gone AFTER DELETE ON sentences BEGIN
    DELETE FROM index_zh WHERE rowid = old.id;
    DELETE FROM index_en WHERE rowid = old.id;
END;

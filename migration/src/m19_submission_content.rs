//! What a repeated submission said: a form sent again with other content is no repetition, and its sender must be told.

crate::tables!("ALTER TABLE request_record ADD COLUMN content TEXT;");

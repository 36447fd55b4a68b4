//! How letters leave: by SMTP, or as files in a folder.

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncFileTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::config::MailTo;
use crate::store::files::private_folder;
use crate::store::outbox::LetterRow;

/// A way out for letters.
#[derive(Debug, Clone)]
pub enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

/// Why a letter did not leave; for the administrator, without addresses.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("the letter cannot be written: {0}")]
    Letter(#[from] lettre::error::Error),
    #[error("an address cannot be read: {0}")]
    Address(#[from] lettre::address::AddressError),
    #[error("the mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    #[error("the folder for letters: {0}")]
    Folder(#[from] lettre::transport::file::Error),
    #[error("the folder for letters: {0}")]
    Io(#[from] std::io::Error),
}

impl Transport {
    /// Prepares the way; the folder is made, the server is first asked when a letter leaves.
    ///
    /// # Errors
    /// [`MailError`].
    pub fn new(to: &MailTo) -> Result<Self, MailError> {
        Ok(match to {
            MailTo::Smtp(url) => Self::Smtp(AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build()),
            MailTo::Folder(folder) => {
                private_folder(folder)?;
                Self::Folder(AsyncFileTransport::new(folder))
            }
        })
    }

    /// Sends one letter. Its Message-ID is the same at each try, so that a receiver can tell a repeat.
    ///
    /// # Errors
    /// [`MailError`].
    pub async fn send(&self, from: &str, letter: &LetterRow) -> Result<(), MailError> {
        let from: Mailbox = from.parse()?;
        let id = format!(
            "<puente-{}-{}@{}>",
            letter.id,
            letter.created_at.to_string().replace([':', '-'], ""),
            from.email.domain()
        );
        let message = Message::builder()
            .from(from)
            .to(letter.recipient.parse()?)
            .subject(&letter.subject)
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())?;
        match self {
            Self::Smtp(smtp) => smtp.send(message).await.map(|_| ())?,
            Self::Folder(folder) => folder.send(message).await.map(|_| ())?,
        }
        Ok(())
    }
}

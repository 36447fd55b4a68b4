//! Every change of status of a project and of state of a pledge: who, when, from, to, why. Rows are only added; a reason
//! that is redacted gives way to a mark.

crate::tables!(
    "CREATE TABLE project_status_change (
        id {id},
        project_id BIGINT NOT NULL REFERENCES project (id),
        from_status {project_status},
        to_status {project_status},
        effective_on DATE NOT NULL,
        reason TEXT NOT NULL CONSTRAINT project_status_change_reason_too_short CHECK (length(reason) >= 10),
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL CONSTRAINT project_status_change_event_number_is_unique UNIQUE
            REFERENCES event (number),
        created_at {instant},
        CONSTRAINT project_status_change_changes_it CHECK (from_status <> to_status)
    );
    CREATE INDEX project_status_change_by_project_id_and_id ON project_status_change (project_id, id);
    CREATE TABLE pledge_change (
        id {id},
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        from_state {pledge_state},
        to_state {pledge_state},
        reason TEXT NOT NULL,
        account_id BIGINT REFERENCES account (id),
        created_at {instant},
        CONSTRAINT pledge_change_changes_it CHECK (from_state <> to_state),
        CONSTRAINT pledge_change_reason_too_short CHECK
            (to_state NOT IN ('returned', 'declined', 'withdrawn', 'lapsed') OR length(reason) >= 10)
    );
    CREATE INDEX pledge_change_by_pledge_id_and_id ON pledge_change (pledge_id, id);",
    append_only_but_reason: [
        (
            "project_status_change",
            "id = NEW.id OR event_number = NEW.event_number",
            "id, project_id, from_status, to_status, effective_on, account_id, event_number, created_at"
        ),
        (
            "pledge_change",
            "id = NEW.id",
            "id, pledge_id, from_state, to_state, account_id, created_at"
        )
    ]
);

create table app_user (
    username varchar(100) primary key,
    password_hash varchar(200) not null,
    email varchar(320) not null,
    email_verified boolean not null,
    tier varchar(50),
    department varchar(100),
    locked boolean default false not null
);

create table app_user_role (
    username varchar(100) not null references app_user (username),
    role varchar(50) not null,
    primary key (username, role)
);

-- One row: the JWK set of all nodes, each key encrypted. The first node to insert it wins.
create table signing_key_set (
    id int primary key,
    content text not null
);

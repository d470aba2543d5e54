create table user_permission (
	username varchar(50) not null,
	permission varchar(50) not null,
	primary key (username, permission)
);
insert into user_permission values ('alice', 'order:write'), ('alice', 'order:read');
